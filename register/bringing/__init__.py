"""What people have today, such as a spreadsheet of another register, read into rows of a provider."""
