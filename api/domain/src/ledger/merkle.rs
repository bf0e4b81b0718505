//! The Merkle tree of RFC 6962 (2.1) and RFC 9162 (2.1), grown leaf by leaf.
//!
//! Only the roots of the complete subtrees so far are kept, at most one for each power of two, so a
//! day with a million entries needs a few hundred bytes.

use super::LedgerHash;

/// The hash of a leaf's text.
pub fn leaf_hash(text: &[u8]) -> LedgerHash {
    LedgerHash::of(&[&[0x00], text])
}

fn node_hash(left: LedgerHash, right: LedgerHash) -> LedgerHash {
    LedgerHash::of(&[&[0x01], &left.0, &right.0])
}

#[derive(Clone, Copy, Debug)]
struct Subtree {
    /// It has two to this power leaves, unless it is the folded rest.
    height: u32,
    hash: LedgerHash,
    /// Whether it holds the leaf that a proof is wanted for.
    has_target: bool,
}

/// A tree under growth, and on demand the path from one leaf to the root.
#[derive(Clone, Debug, Default)]
pub struct MerkleTree {
    subtrees: Vec<Subtree>,
    size: u64,
    target: Option<u64>,
    path: Vec<LedgerHash>,
}

impl MerkleTree {
    pub fn new() -> Self {
        Self::default()
    }

    /// A tree that also finds the inclusion proof of the leaf at `index`, counted from 0.
    pub fn proving(index: u64) -> Self {
        Self { target: Some(index), ..Self::default() }
    }

    /// Leaves so far.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of the next leaf.
    pub fn push(&mut self, leaf: LedgerHash) {
        let has_target = self.target == Some(self.size);
        let mut subtree = Subtree { height: 0, hash: leaf, has_target };
        self.size += 1;
        while let Some(left) = self.subtrees.pop_if(|left| left.height == subtree.height) {
            subtree = self.join(left, subtree);
        }
        self.subtrees.push(subtree);
    }

    fn join(&mut self, left: Subtree, right: Subtree) -> Subtree {
        if left.has_target {
            self.path.push(right.hash);
        } else if right.has_target {
            self.path.push(left.hash);
        }
        Subtree {
            height: left.height + 1,
            hash: node_hash(left.hash, right.hash),
            has_target: left.has_target || right.has_target,
        }
    }

    /// The root of all leaves so far; that of no leaves is the hash of nothing.
    pub fn root(&self) -> LedgerHash {
        self.clone().finish().0
    }

    /// The root, and the hashes beside the way from the wanted leaf up to it.
    pub fn finish(mut self) -> (LedgerHash, Vec<LedgerHash>) {
        let Some(mut root) = self.subtrees.pop() else {
            return (LedgerHash::of(&[]), Vec::new());
        };
        while let Some(left) = self.subtrees.pop() {
            root = self.join(left, root);
        }
        (root.hash, self.path)
    }
}

/// The root that a leaf at `index` of `size` leaves leads to along `path` (RFC 9162, 2.1.3.2).
/// `None` when the path has not the length that such a leaf has.
pub fn root_of_path(
    leaf: LedgerHash,
    index: u64,
    size: u64,
    path: &[LedgerHash],
) -> Option<LedgerHash> {
    let (mut at, mut last) = (index, size.checked_sub(1)?);
    if at > last {
        return None;
    }
    let mut root = leaf;
    for &sibling in path {
        if last == 0 {
            return None;
        }
        if at % 2 == 1 || at == last {
            root = node_hash(sibling, root);
            while at.is_multiple_of(2) && at != 0 {
                (at, last) = (at / 2, last / 2);
            }
        } else {
            root = node_hash(root, sibling);
        }
        (at, last) = (at / 2, last / 2);
    }
    (last == 0).then_some(root)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use ct_merkle::{InclusionProof, RootHash};
    use proptest::prelude::{any, prop, proptest};
    use sha2::Sha256;

    use super::{LedgerHash, MerkleTree, leaf_hash, node_hash, root_of_path};

    fn tree(leaves: &[Vec<u8>]) -> MerkleTree {
        let mut tree = MerkleTree::new();
        leaves.iter().for_each(|leaf| tree.push(leaf_hash(leaf)));
        tree
    }

    /// The vectors that implementations of RFC 6962 share: leaf data, and the root with each more.
    #[test]
    fn roots_are_those_of_certificate_transparency() {
        let vectors = [
            ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
            ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
            ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
            (
                "5051525354555657",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            ),
            (
                "606162636465666768696a6b6c6d6e6f",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
            ),
        ];
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let mut tree = MerkleTree::new();
        assert_eq!(tree.root().to_string(), nothing);
        for (leaf, root) in vectors {
            tree.push(leaf_hash(&hex::decode(leaf).unwrap()));
            assert_eq!(tree.root().to_string(), root);
        }
    }

    /// The tree of seven leaves that RFC 9162 draws in 2.1.5, with its paths.
    #[test]
    fn paths_are_those_of_the_standard() {
        let leaves: Vec<Vec<u8>> = (0..7_u8).map(|leaf| vec![leaf]).collect();
        let [a, b, c, d, e, f, j] = [0, 1, 2, 3, 4, 5, 6].map(|at| leaf_hash(&leaves[at]));
        let (g, h, i) = (node_hash(a, b), node_hash(c, d), node_hash(e, f));
        let (k, l) = (node_hash(g, h), node_hash(i, j));
        let expected =
            [(0, vec![b, h, l]), (3, vec![c, g, l]), (4, vec![f, j, k]), (6, vec![i, k])];
        for (index, expected) in expected {
            let mut tree = MerkleTree::proving(index);
            leaves.iter().for_each(|leaf| tree.push(leaf_hash(leaf)));
            assert_eq!(tree.finish(), (node_hash(k, l), expected));
        }
    }

    proptest! {
        /// Another implementation finds the same root and accepts our proofs; a proof fits no other
        /// leaf, place or size.
        #[test]
        fn ct_merkle_agrees(
            leaves in prop::collection::vec(any::<Vec<u8>>(), 1..70), place in any::<u64>(),
        ) {
            let (size, index) = (leaves.len() as u64, place % leaves.len() as u64);
            let mut other = MemoryBackedTree::<Sha256, Vec<u8>>::new();
            let mut ours = MerkleTree::proving(index);
            for leaf in &leaves {
                other.push(leaf.clone());
                ours.push(leaf_hash(leaf));
            }
            let leaf = leaf_hash(&leaves[usize::try_from(index).unwrap()]);
            let (root, path) = ours.finish();
            assert_eq!(other.root().as_bytes().as_slice(), root.0);
            let bytes: Vec<u8> = path.iter().flat_map(|hash| hash.0).collect();
            let proof = InclusionProof::<Sha256>::try_from_bytes(bytes).unwrap();
            let judged = RootHash::<Sha256>::new(root.0.into(), size);
            let wanted = &leaves[usize::try_from(index).unwrap()];
            judged.verify_inclusion(wanted, index, &proof).unwrap();
            assert_eq!(root_of_path(leaf, index, size, &path), Some(root));
            assert_ne!(root_of_path(LedgerHash::ZERO, index, size, &path), Some(root));
            assert_ne!(root_of_path(leaf, index, size, &[&path[..], &[leaf]].concat()), Some(root));
            if size > 1 {
                assert_eq!(root_of_path(leaf, index, size, &path[1..]), None);
            }
            assert_eq!(root_of_path(leaf, size, size, &path), None);
            assert_eq!(tree(&leaves).root(), root);
        }
    }
}
