"""What buyer and seller agree on with words before anything is paid: enquiries of visits."""
