"""The two live connections of the desk: the customer's and the staff's."""
