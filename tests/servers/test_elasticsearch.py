"""The node that the tests start is a real one."""
