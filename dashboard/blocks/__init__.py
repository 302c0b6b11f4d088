"""The blocks of single pages, drawn with Streamlit; a view arranges them."""
