"""What `manage.py serve` is made of: preparing the data, keeping the processes."""
