package org.beleg.ledger.corda;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import net.corda.core.crypto.DigestService;
import net.corda.core.crypto.MerkleTree;
import net.corda.core.crypto.MerkleTreeException;
import net.corda.core.crypto.PartialMerkleTree.PartialTree;
import net.corda.core.crypto.SecureHash;
import net.corda.core.serialization.ObjectWithCompatibleContext;
import net.corda.core.serialization.SerializationContext;
import net.corda.core.serialization.SerializationFactory;
import net.corda.core.serialization.SerializedBytes;
import net.corda.core.serialization.internal.SerializationEnvironment;
import net.corda.core.serialization.internal.SerializationEnvironmentKt;
import net.corda.core.transactions.FilteredComponentGroup;
import net.corda.core.transactions.FilteredTransaction;
import net.corda.core.utilities.ByteSequence;
import net.corda.core.utilities.OpaqueBytes;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;

/** Values of Beleg as objects of corda-core, and back. */
final class CordaPeer {

  private CordaPeer() {}

  static DigestService digests(HashAlgorithm algorithm) {
    return new DigestService(algorithm.name().replace('_', '-'));
  }

  static SecureHash theirs(HashAlgorithm algorithm, Hash hash) {
    return algorithm == HashAlgorithm.SHA_256
        ? new SecureHash.SHA256(hash.toByteArray())
        : new SecureHash.HASH(digests(algorithm).getHashAlgorithm(), hash.toByteArray());
  }

  static List<SecureHash> theirs(HashAlgorithm algorithm, List<Hash> hashes) {
    List<SecureHash> theirs = new ArrayList<>();
    hashes.forEach(hash -> theirs.add(theirs(algorithm, hash)));
    return theirs;
  }

  static Hash ours(SecureHash hash) {
    return Hash.of(hash.getBytes());
  }

  static MerkleTree tree(HashAlgorithm algorithm, List<Hash> leaves) {
    try {
      return MerkleTree.Companion.getMerkleTree(theirs(algorithm, leaves), digests(algorithm));
    } catch (MerkleTreeException e) {
      throw new AssertionError(e);
    }
  }

  static net.corda.core.crypto.PartialMerkleTree prove(MerkleTree tree, List<SecureHash> leaves) {
    try {
      return net.corda.core.crypto.PartialMerkleTree.Companion.build(tree, leaves);
    } catch (MerkleTreeException e) {
      throw new AssertionError(e);
    }
  }

  static PartialTree theirs(HashAlgorithm algorithm, PartialNode node) {
    if (node instanceof PartialNode.IncludedLeaf leaf) {
      return new PartialTree.IncludedLeaf(theirs(algorithm, leaf.hash()));
    }
    if (node instanceof PartialNode.Leaf leaf) {
      return new PartialTree.Leaf(theirs(algorithm, leaf.hash()));
    }
    PartialNode.Node inner = (PartialNode.Node) node;
    return new PartialTree.Node(
        theirs(algorithm, inner.left()),
        theirs(algorithm, inner.right()),
        digests(algorithm).getHashAlgorithm());
  }

  static net.corda.core.crypto.PartialMerkleTree theirs(
      HashAlgorithm algorithm, PartialMerkleTree tree) {
    return new net.corda.core.crypto.PartialMerkleTree(theirs(algorithm, tree.toNodes()));
  }

  static PartialNode ours(PartialTree tree) throws MalformedDataException {
    if (tree instanceof PartialTree.IncludedLeaf leaf) {
      return new PartialNode.IncludedLeaf(ours(leaf.getHash()));
    }
    if (tree instanceof PartialTree.Leaf leaf) {
      return new PartialNode.Leaf(ours(leaf.getHash()));
    }
    PartialTree.Node inner = (PartialTree.Node) tree;
    return PartialNode.Node.of(ours(inner.getLeft()), ours(inner.getRight()));
  }

  static FilteredComponentGroup theirs(HashAlgorithm algorithm, VisibleGroup group) {
    return group(
        algorithm,
        group.number(),
        group.components(),
        theirs(algorithm, group.nonces()),
        theirs(algorithm, group.tree()));
  }

  static FilteredComponentGroup group(
      HashAlgorithm algorithm,
      int number,
      List<byte[]> components,
      List<SecureHash> nonces,
      net.corda.core.crypto.PartialMerkleTree tree) {
    List<OpaqueBytes> opaque = new ArrayList<>();
    components.forEach(component -> opaque.add(new OpaqueBytes(component)));
    return new FilteredComponentGroup(number, opaque, nonces, tree);
  }

  static FilteredTransaction theirs(HashAlgorithm algorithm, TearOff tearOff, Hash id) {
    return filtered(
        algorithm,
        id,
        tearOff.groupHashes(),
        tearOff.visibleGroups().stream().map(group -> theirs(algorithm, group)).toList());
  }

  static FilteredTransaction filtered(
      HashAlgorithm algorithm, Hash id, List<Hash> hashes, List<FilteredComponentGroup> groups) {
    return new FilteredTransaction(
        theirs(algorithm, id), groups, theirs(algorithm, hashes), digests(algorithm));
  }

  /** Corda's objects ask for a serialization when they are made, although they use it only when read. */
  static void enterSerialization() {
    SerializationContext context = (SerializationContext) Proxy.newProxyInstance(
        CordaPeer.class.getClassLoader(),
        new Class<?>[] {SerializationContext.class},
        (proxy, method, arguments) -> {
          throw new UnsupportedOperationException(method.getName());
        });
    SerializationEnvironmentKt.get_contextSerializationEnv()
        .set(SerializationEnvironment.Companion.with(
            new NoSerialization(), context, context, context, context, null, null));
  }

  static void leaveSerialization() {
    SerializationEnvironmentKt.get_contextSerializationEnv().set(null);
  }

  /** What the peer asks to be there and, on the paths compared here, never calls: a call fails the test. */
  private static final class NoSerialization extends SerializationFactory {
    @Override
    public <T> T deserialize(ByteSequence bytes, Class<T> type, SerializationContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> ObjectWithCompatibleContext<T> deserializeWithCompatibleContext(
        ByteSequence bytes, Class<T> type, SerializationContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> SerializedBytes<T> serialize(T object, SerializationContext context) {
      throw new UnsupportedOperationException();
    }
  }
}
