"""The weekly report: the figures of the overview for one ISO week, as one HTML file or a PDF.

It computes nothing of its own: `contents` asks what the pages ask, `page` writes it as HTML, `pdf` prints that.
"""
