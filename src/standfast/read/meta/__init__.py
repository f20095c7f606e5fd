"""Instagram, Facebook and Threads: the same shapes in JSON and HTML, with shared habits."""
