"""Charts: a DataFrame of aggregates in, a Plotly figure or an SVG text out. No data access, no Streamlit."""
