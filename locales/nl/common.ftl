# Woorden die overal gebruikt worden.

# Namen achter elkaar, de laatste twee: "silver en gold".
common-pair-of-two = { $first } en { $second }
