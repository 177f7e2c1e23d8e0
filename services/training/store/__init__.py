"""Named statements (.sql) and the typed functions over them. Only operations call them."""
