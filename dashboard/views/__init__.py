"""The pages. A view asks for tiles and tables and places them; it computes nothing."""
