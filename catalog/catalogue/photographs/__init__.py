"""What vendors upload of their products: from the upload over review and renditions to the page."""
