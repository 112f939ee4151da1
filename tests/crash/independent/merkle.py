"""The hash tree of RFC 6962 with hashlib alone."""

import hashlib


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves):
    """By the definition in §2.1; slow, to check Tree against."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


class Tree:
    """Grows by leaf hashes and knows the root of every size that it has had."""

    def __init__(self):
        self._levels = [[]]  # Complete subtrees of height 0, 1, …

    def __len__(self):
        return len(self._levels[0])

    def leaf(self, index):
        return self._levels[0][index]

    def add(self, leaf):
        height = 0
        self._levels[0].append(leaf)
        while len(self._levels[height]) % 2 == 0:
            left, right = self._levels[height][-2:]
            if len(self._levels) == height + 1:
                self._levels.append([])
            height += 1
            self._levels[height].append(node_hash(left, right))

    def root(self, size=None):
        size = len(self) if size is None else size
        if size > len(self):
            raise ValueError(f"{size} leaves of {len(self)}")
        root, end = None, size
        for height, level in enumerate(self._levels):
            if size >> height & 1:
                node = level[(end >> height) - 1]
                root = node if root is None else node_hash(node, root)
                end -= 1 << height
        return root if root is not None else hashlib.sha256(b"").digest()
