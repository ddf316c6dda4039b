"""The Pictures page: who met whom, power and interest, engagement; seen, walked through, saved and printed."""
