// The form works without it; what it adds comes with the next change.
