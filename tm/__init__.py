"""What was translated before: text knowledge, the memory, its index, alignment and documents."""
