// The precompiled header every target reuses belongs to this file.
