"""How sure a number is, and whether it changed: functions on arrays, checked against statsmodels and lifelines."""
