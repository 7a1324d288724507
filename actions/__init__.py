"""What the assistant can do: one capability a module, thin; `shop/` is where orders come from."""
