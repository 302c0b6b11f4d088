"""How numbers are told wherever they stand: tiles, trends, words, formats, filters of a link, published figures."""
