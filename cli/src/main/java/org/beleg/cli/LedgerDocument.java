package org.beleg.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.ledger.bitcoin.MerkleBlock;
import org.beleg.ledger.bitcoin.ReversedHex;
import org.beleg.ledger.bitcoin.Transaction;
import org.beleg.ledger.bitcoin.TransactionInput;
import org.beleg.ledger.bitcoin.TransactionOutput;
import org.beleg.ledger.corda.ComponentGroup;
import org.beleg.ledger.corda.CompositeKey;
import org.beleg.ledger.corda.CordaKey;
import org.beleg.ledger.corda.LeafKey;
import org.beleg.ledger.corda.TearOff;
import org.beleg.ledger.corda.VisibleGroup;

/** The documents of ledgers that can be shown, and what is worth showing of each. */
enum LedgerDocument {
  /** A header of 80 bytes. */
  BITCOIN_HEADER {
    @Override
    void show(byte[] bytes, Report report) throws MalformedDataException {
      header(org.beleg.ledger.bitcoin.BlockHeader.parse(bytes), report);
    }
  },
  /** A transaction, with or without witnesses. */
  BITCOIN_TRANSACTION {
    @Override
    void show(byte[] bytes, Report report) throws MalformedDataException {
      Transaction transaction = Transaction.parse(bytes);
      report.fact("txid", "txid", ReversedHex.format(transaction.txid()));
      report.fact("wtxid", "wtxid", ReversedHex.format(transaction.wtxid()));
      report.fact("version", "version", transaction.version());
      report.fact("lockTime", "lock time", transaction.lockTime());
      report.fact("bytes", "bytes", transaction.size());
      report.fact("weight", "weight", transaction.weight());
      JsonArray inputs = new JsonArray();
      for (TransactionInput input : transaction.inputs()) {
        report.note("spends", transaction.isCoinbase() ? "(new coins)" : input.toString());
        inputs.add(input.previousOutput().toString());
      }
      JsonArray outputs = new JsonArray();
      for (TransactionOutput output : transaction.outputs()) {
        String script = HexFormat.of().formatHex(output.scriptPubKey());
        report.note("pays", output.satoshis() + " satoshis to script " + script);
        JsonObject json = new JsonObject();
        json.addProperty("satoshis", output.satoshis());
        json.addProperty("scriptPubKey", script);
        outputs.add(json);
      }
      report.field("inputs", inputs);
      report.field("outputs", outputs);
    }
  },
  /** A whole block. */
  BITCOIN_BLOCK {
    @Override
    void show(byte[] bytes, Report report) throws MalformedDataException {
      org.beleg.ledger.bitcoin.Block block = org.beleg.ledger.bitcoin.Block.parse(bytes);
      header(block.header(), report);
      report.fact("transactions", "transactions", block.transactions().size());
      ids(report, "txids", block.transactions().stream().map(Transaction::txid).toList());
    }
  },
  /** What gettxoutproof answers. */
  BITCOIN_PROOF {
    @Override
    void show(byte[] bytes, Report report) throws MalformedDataException {
      MerkleBlock proof = MerkleBlock.parse(bytes);
      header(proof.header(), report);
      report.fact("transactions", "transactions", proof.tree().transactionCount());
      ids(report, "txids", proof.tree().matchedTxids());
    }
  },
  /** A tear-off in Beleg's encoding. */
  CORDA_TEAR_OFF {
    @Override
    void show(byte[] bytes, Report report) throws MalformedDataException {
      TearOff tearOff = TearOff.parse(bytes);
      report.fact("groups", "groups", tearOff.groupCount());
      JsonArray visible = new JsonArray();
      for (VisibleGroup group : tearOff.visibleGroups()) {
        String name = ComponentGroup.ofNumber(group.number()).map(Names::of).orElse("unknown");
        for (int i = 0; i < group.size(); i++) {
          byte[] component = group.component(i);
          report.note(
              "shows",
              "component " + group.index(i) + " of group " + group.number() + " (" + name + "), "
                  + component.length + " bytes");
          JsonObject json = new JsonObject();
          json.addProperty("group", group.number());
          json.addProperty("index", group.index(i));
          json.addProperty("component", HexFormat.of().formatHex(component));
          visible.add(json);
        }
      }
      report.field("components", visible);
    }
  },
  /** A public key of Corda, perhaps a composite one. */
  CORDA_KEY {
    @Override
    void show(byte[] bytes, Report report) throws MalformedDataException {
      CordaKey key = CordaKey.parse(bytes);
      report.fact("scheme", "scheme", Names.of(key.scheme()));
      report.fact("leafKeys", "leaf keys", key.leafKeys().size());
      tree(key, "", report);
    }
  },
  /** A header of Hyperledger Fabric in DER, as it is hashed. */
  FABRIC_HEADER {
    @Override
    void show(byte[] bytes, Report report) throws MalformedDataException {
      header(org.beleg.ledger.fabric.BlockHeader.parse(bytes), report);
    }
  },
  /** A block of Hyperledger Fabric. */
  FABRIC_BLOCK {
    @Override
    void show(byte[] bytes, Report report) throws MalformedDataException {
      org.beleg.ledger.fabric.Block block = org.beleg.ledger.fabric.Block.parse(bytes);
      header(block.header(), report);
      report.fact("envelopes", "envelopes", block.data().envelopes().size());
      report.fact("signatures", "signatures", block.signatures().signatures().size());
    }
  };

  /** Longer lists are cut for people; programs get them whole. */
  private static final int SHOWN_IDS = 20;

  /** Reads a document and shows it. */
  abstract void show(byte[] bytes, Report report) throws MalformedDataException;

  private static void header(org.beleg.ledger.bitcoin.BlockHeader header, Report report) {
    report.fact("hash", "block hash", ReversedHex.format(header.hash()));
    report.fact("previousHash", "previous", ReversedHex.format(header.previousHash()));
    report.fact("merkleRoot", "Merkle root", ReversedHex.format(header.merkleRoot()));
    report.field("timestampSeconds", header.timestampSeconds());
    report.note("time", Instant.ofEpochSecond(header.timestampSeconds()).toString());
    report.fact("bits", "bits", String.format("%08x", header.bits()));
    report.fact("version", "version", header.version());
  }

  private static void header(org.beleg.ledger.fabric.BlockHeader header, Report report) {
    report.fact("number", "number", header.number());
    report.fact("hash", "block hash", header.hash().toHex());
    report.fact(
        "previousHash", "previous", header.previousHash().map(Hash::toHex).orElse(""));
    report.fact("dataHash", "data hash", header.dataHash().toHex());
  }

  private static void ids(Report report, String key, List<Hash> txids) {
    JsonArray array = new JsonArray();
    for (int i = 0; i < txids.size(); i++) {
      String txid = ReversedHex.format(txids.get(i));
      array.add(txid);
      if (i < SHOWN_IDS) {
        report.note("txid", txid);
      } else if (i == SHOWN_IDS) {
        report.note("", "... and " + (txids.size() - i) + " more, see --json");
      }
    }
    report.field(key, array);
  }

  /** The keys as a tree for people; it is at most as deep as the parser lets it be. */
  private static void tree(CordaKey key, String indent, Report report) {
    if (key instanceof CompositeKey composite) {
      report.line("  " + indent + "weight " + composite.threshold() + " of");
      for (CompositeKey.Child child : composite.children()) {
        report.line("  " + indent + "  weight " + child.weight() + ":");
        tree(child.key(), indent + "    ", report);
      }
    } else if (key instanceof LeafKey leaf) {
      report.line("  " + indent + Names.of(leaf.scheme()) + " " + leaf.key().fingerprint());
    }
  }
}
