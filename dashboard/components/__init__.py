"""The pieces of a page that know Streamlit: cached reading, the filter bar, tiles, tables, and the live refresh."""
