"""A person's own data: consents, a copy of everything, and erasure (Law 91/2025/QH15)."""
