"""How findings are shown: plain text, JSON records, SARIF and GitHub annotations."""
