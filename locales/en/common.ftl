# Words that every area uses.

# Names in a row, the last two: "silver and gold".
common-pair-of-two = { $first } and { $second }
