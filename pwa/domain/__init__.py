"""Rules without database, request or clock: states, scales, periods, handbooks."""
