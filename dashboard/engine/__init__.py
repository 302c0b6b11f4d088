"""From a KPI's file and the reader's filters to numbers, and to the cases behind them."""
