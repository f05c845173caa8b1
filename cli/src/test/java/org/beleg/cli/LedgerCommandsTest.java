package org.beleg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.bitcoin.BitcoinNetwork;
import org.beleg.ledger.bitcoin.Block;
import org.beleg.ledger.bitcoin.HeaderChain;
import org.beleg.ledger.bitcoin.SpvProof;
import org.beleg.ledger.corda.ComponentGroup;
import org.beleg.ledger.corda.CompositeKey;
import org.beleg.ledger.corda.CordaTransaction;
import org.beleg.ledger.corda.LeafKey;
import org.beleg.ledger.corda.PrivacySalt;
import org.beleg.ledger.corda.SignableData;
import org.beleg.ledger.corda.SignatureMetadata;
import org.beleg.ledger.fabric.BlockData;
import org.beleg.ledger.fabric.BlockHeader;
import org.beleg.ledger.fabric.BlockSignature;
import org.beleg.ledger.fabric.BlockSignatures;
import org.beleg.ledger.fabric.Consenter;
import org.beleg.ledger.fabric.Envelope;
import org.beleg.ledger.fisco.BlockTree;
import org.beleg.ledger.fisco.CryptoSuite;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for ledgers, on the first block of Bitcoin and on documents made here. */
class LedgerCommandsTest {

  private static final HexFormat HEX = HexFormat.of();

  /** The first transaction of Bitcoin's first block, as every node has it. */
  private static final String COINBASE =
      "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d"
          + "04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f"
          + "6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2"
          + "052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649"
          + "f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000";

  private static final String TXID =
      "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";
  private static final String BLOCK_HASH =
      "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";
  private static final String HEADER =
      HEX.formatHex(BitcoinNetwork.MAINNET.genesis().format());
  private static final String OTHER_HEADER =
      HEX.formatHex(BitcoinNetwork.TESTNET3.genesis().format());

  @TempDir
  Path folder;

  private Path hex(String name, String digits) throws IOException {
    return Files.writeString(folder.resolve(name), digits + "\n");
  }

  private Path bytes(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static Block genesis() throws MalformedDataException {
    return Block.parse(HEX.parseHex(HEADER + "01" + COINBASE));
  }

  // --- Bitcoin -----------------------------------------------------------------------------------

  @Test
  void bitcoinBlock_isThatOfItsHeader() throws IOException, MalformedDataException {
    Path block = bytes("block", genesis().format());
    Run.of("verify", "bitcoin", "block", block, "--header", HEADER).accepted();
    Run.of("verify", "bitcoin", "block", block, "--header", HEADER, "--without-witness")
        .accepted();
    Run.of("verify", "bitcoin", "block", block, "--header", OTHER_HEADER)
        .refused("HEADER_MISMATCH");
    Run.of("verify", "bitcoin", "block", block, "--header", "00").failed("block header");
    Run.of("verify", "bitcoin", "block", block, "--header", "xy").failed("hexadecimal");
    Run.of("verify", "bitcoin", "block", block, "--hex", "--header", HEADER).failed("block");
  }

  @Test
  void bitcoinProof_needsTheNumberOfTransactionsOrTheFirst()
      throws IOException, MalformedDataException, VerificationException {
    Path proof = hex("proof", HEX.formatHex(genesis().prune(0).format()));
    Path coinbase = hex("coinbase", COINBASE);
    Object[] common = {"verify", "bitcoin", "proof", proof, "--hex", "--header", HEADER};
    Run.of(with(common, "--txid", TXID, "--transactions", 1)).accepted();
    Run.of(with(common, "--txid", TXID, "--coinbase", coinbase)).accepted();
    Run.of(with(common, "--txid", BLOCK_HASH, "--transactions", 1)).refused("");
    Run.of(with(common, "--txid", TXID, "--transactions", 2)).refused("");
    Run.of(with(common, "--txid", TXID)).failed("--transactions");
    Run.of(with(common, "--txid", "12", "--transactions", 1)).failed("64 hexadecimal");
  }

  @Test
  void bitcoinSpv_countsConfirmations()
      throws IOException, MalformedDataException, VerificationException {
    Path transaction = hex("coinbase", COINBASE);
    SpvProof proof = SpvProof.of(genesis().prove(0), 0);
    Path text = Files.writeString(folder.resolve("spv"), proof.format());
    Object[] common = {"verify", "bitcoin", "spv", text, "--transaction", transaction, "--hex"};
    Run.of(with(common, "--confirmations", 1)).accepted();
    Run.of(with(common, "--confirmations", 1, "--work", "100010001")).accepted();
    Run.of(with(common, "--confirmations", 1, "--work", "100010002"))
        .refused("CONFIRMATIONS_TOO_FEW");
    Run.of(with(common, "--confirmations", 2)).refused("CONFIRMATIONS_TOO_FEW");
    Run.of(with(common, "--confirmations", 1, "--checkpoint", checkpoint(BitcoinNetwork.SIGNET)))
        .failed("--checkpoint");
    Run.of(with(common, "--confirmations", 0)).failed("--confirmations");
    Run.of(with(common, "--confirmations", 1, "--network", "moonnet")).failed("moonnet");
    Run.of(with(common, "--confirmations", 1, "--checkpoint", text)).failed("checkpoint");
  }

  @Test
  void bitcoinSpv_refusesHeadersFromTheFuture()
      throws IOException, MalformedDataException, VerificationException {
    Path transaction = hex("coinbase", COINBASE);
    SpvProof proof = SpvProof.of(genesis().prove(0), 0);
    Path text = Files.writeString(folder.resolve("spv"), proof.format());
    Object[] common = {
      "verify", "bitcoin", "spv", text, "--transaction", transaction, "--hex", "--confirmations", 1
    };
    Run.of(with(common, "--not-after", "2009-01-03T18:15:05Z")).accepted();
    Run.of(with(common, "--not-after", "1969-12-31T00:00:00Z")).failed("--not-after");
    Run.of(with(common, "--not-after", "yesterday")).failed("--not-after");
  }

  @Test
  void bitcoinTransaction_isInItsBlock()
      throws IOException, MalformedDataException, VerificationException {
    Path transaction = hex("coinbase", COINBASE);
    Path proof = Files.writeString(folder.resolve("p"), genesis().prove(0).format());
    Object[] common = {
      "verify", "bitcoin", "transaction", proof, "--transaction", transaction, "--hex", "--header"
    };
    Run.of(with(common, HEADER)).accepted();
    String otherRoot = HEADER.substring(0, 72) + "00".repeat(32) + HEADER.substring(136);
    Run.of(with(common, otherRoot)).refused("ROOT_MISMATCH");
  }

  /** The first of BIP 322's basic test vectors: the empty message. */
  @Test
  void bitcoinMessage_isSignedByItsAddress() throws IOException {
    Path signature = Files.writeString(
        folder.resolve("signature"),
        "smpAkcwRAIgM2gBAQqvZX15ZiysmKmQpDrG83avLIT492QBzLnQIxYCIBaTpOaD20qRlEylyxFSeEA2ba9YOixpX8z46TSDt"
            + "S40ASECx/EgAxlkQpQ9hYjgGu6EBCPMVPwVIVJqO4XCsMvViHI=\n");
    Path empty = bytes("empty", new byte[0]);
    Path other = bytes("other", new byte[1]);
    String address = "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l";
    Object[] common = {"verify", "bitcoin", "message", signature, "--message"};
    Run.of(with(common, empty, "--address", address)).accepted();
    Run.of(with(common, other, "--address", address)).refused("SIGNATURE_MISMATCH");
    Run.of(with(common, empty, "--address", address, "--network", "signet")).failed("address");
    Run.of("verify", "bitcoin", "message", other, "--message", empty, "--address", address)
        .failed("message signature");
  }

  private Path checkpoint(BitcoinNetwork network) throws IOException {
    String text = HeaderChain.startAt(network).checkpoint(0).format();
    return Files.writeString(folder.resolve("checkpoint"), text);
  }

  private static Object[] with(Object[] common, Object... more) {
    Object[] all = Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return all;
  }

  // --- Corda -------------------------------------------------------------------------------------

  private static CordaTransaction transaction() {
    return CordaTransaction.empty(HashAlgorithm.SHA_256, PrivacySalt.generate())
        .with(ComponentGroup.OUTPUTS, List.of("one".getBytes(UTF_8), "two".getBytes(UTF_8)))
        .with(ComponentGroup.COMMANDS, List.of("issue".getBytes(UTF_8)))
        .with(ComponentGroup.SIGNERS, List.of("signers".getBytes(UTF_8)));
  }

  @Test
  void cordaTearOff_showsWhatTheIdCovers() throws IOException {
    CordaTransaction transaction = transaction();
    Path tearOff = bytes(
        "tear-off",
        transaction
            .tearOff((group, index, component) -> (group == 1 && index == 1) || group == 2)
            .toByteArray());
    Object[] common = {
      "verify", "corda", "tear-off", tearOff, "--id", transaction.id().toHex()
    };
    Run.of(common).accepted();
    Run.of(with(common, "--all-visible", 2, "--absent", 0, "--absent", 9)).accepted();
    Run.of(with(common, "--all-visible", 1)).refused("COMPONENTS_HIDDEN");
    Run.of(with(common, "--absent", 1)).refused("GROUP_PRESENT");
    Run.of(with(common, "--groups", 6)).refused("GROUP_COUNT_WRONG");
    Run.of(with(common, "--groups", 0)).failed("--groups");
    Run.of(with(common, "--absent=-1")).failed("--absent");
    Run.of(with(common, "--all-visible=-1")).failed("--all-visible");
    Run.of(with(common, "--algorithm", "sm3")).refused("");
    Run.of("verify", "corda", "tear-off", tearOff, "--id", "00".repeat(32))
        .refused("ROOT_MISMATCH");
    JsonObject json =
        Run.of("inspect", "corda-tear-off", tearOff, "--json").accepted().json();
    // with a command come the keys that must sign for it, as in Corda
    assertThat(json.getAsJsonArray("components")).hasSize(3);
    assertThat(Run.of("inspect", "corda-tear-off", tearOff).accepted().out())
        .contains("component 1 of group 1 (outputs)", "Nothing of this was judged");
  }

  /** Digits take twice the room of bytes, and a document of several megabytes must fit in either form. */
  @Test
  void hexDigits_mayBeAsManyAsALargeDocumentHas() throws IOException {
    CordaTransaction transaction =
        transaction().with(ComponentGroup.OUTPUTS, List.of(new byte[3 << 20]));
    String digits =
        HEX.formatHex(transaction.tearOff((group, index, component) -> true).toByteArray());
    Path tearOff = hex("tear-off.hex", digits);
    String id = transaction.id().toHex();
    Run.of("verify", "corda", "tear-off", tearOff, "--hex", "--id", id).accepted();
    Run.of("verify", "corda", "tear-off", hex("cut", digits.substring(1)), "--hex", "--id", id)
        .failed("hexadecimal");
  }

  @Test
  void cordaSignature_coversIdAndMetadata() throws IOException, MalformedDataException {
    SigningKey signer = SigningKey.generate(SignatureScheme.ED25519);
    LeafKey key = LeafKey.of(signer.verifyingKey());
    Hash id = transaction().id();
    byte[] signed = SignableData.of(id, SignatureMetadata.of(4, key.scheme())).toByteArray();
    Path signature = bytes("signature", signer.sign(signed));
    Path spki = bytes("key", key.toSpki());
    Object[] common = {"verify", "corda", "signature", signature, "--key", spki, "--id", id.toHex()
    };
    Run.of(with(common, "--platform-version", 4)).accepted();
    Run.of(with(common, "--platform-version", 5)).refused("SIGNATURE_MISMATCH");
    Run.of(with(common, "--platform-version", 0)).failed("--platform-version");
    Run.of(with(common)).failed("--platform-version");
  }

  @Test
  void cordaKey_isShownAsATree() throws IOException, MalformedDataException {
    LeafKey one = LeafKey.of(SigningKey.generate(SignatureScheme.ED25519).verifyingKey());
    LeafKey two =
        LeafKey.of(SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256).verifyingKey());
    Path key = bytes("key", CompositeKey.atLeast(1, List.of(one, two)).toSpki());
    assertThat(Run.of("inspect", "corda-key", key).accepted().out())
        .contains("weight 1 of", one.key().fingerprint(), two.key().fingerprint());
  }

  // --- FISCO BCOS --------------------------------------------------------------------------------

  @Test
  void fiscoProof_needsTheNumberOfTransactions() throws IOException {
    List<Hash> leaves = List.of("a", "b", "c").stream()
        .map(text -> HashAlgorithm.SM3.hash(text.getBytes(UTF_8)))
        .toList();
    BlockTree tree = BlockTree.of(CryptoSuite.SM3_SM2, leaves);
    Path proof = Files.writeString(
        folder.resolve("proof"), new Gson().toJson(tree.prove(1).format()));
    Object[] common = {
      "verify", "fisco", "proof", proof, "--root", tree.rootHash().toHex(), "--suite", "sm3-sm2"
    };
    String hash = leaves.get(1).toHex();
    Run.of(with(common, "--hash", hash, "--transactions", 3)).accepted();
    Run.of(with(common, "--hash", hash, "--transactions", 3, "--index", 1)).accepted();
    Run.of(with(common, "--hash", hash, "--transactions", 3, "--index", 0)).refused("");
    // as nodes print hashes
    Run.of(with(common, "--hash", "0x" + hash, "--transactions", 3)).accepted();
    Run.of(
            "verify",
            "fisco",
            "proof",
            proof,
            "--root",
            "0x" + tree.rootHash().toHex(),
            "--suite",
            "sm3-sm2",
            "--hash",
            "0x" + hash,
            "--transactions",
            3)
        .accepted();
    for (String noHash : List.of("0x", "0x0x" + hash, "x" + hash, "0X" + hash, hash + "0x")) {
      Run.of(with(common, "--hash", noHash, "--transactions", 3)).failed("no hash");
    }
    Run.of(with(common, "--hash", hash, "--transactions", 5)).refused("PATH_LENGTH_WRONG");
    Run.of(with(common, "--hash", leaves.get(2).toHex(), "--transactions", 3)).refused("");
    for (String json : List.of("", "{}", "[1]", "[\"00\"", "[\"00\"] x", "['00']", "[[\"00\"]]")) {
      Files.writeString(proof, json);
      Run.of(with(common, "--hash", hash, "--transactions", 3)).failed("proof");
    }
  }

  // --- Hyperledger Fabric ------------------------------------------------------------------------

  @Test
  void fabricBlock_isSignedByItsOrderers() throws IOException, MalformedDataException {
    SigningKey secret = SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256);
    byte[] pem = certificate(secret);
    Consenter orderer = Consenter.of("OrdererMSP", pem);
    BlockData data = BlockData.of(List.of(Envelope.of(new byte[] {1}, new byte[] {2})));
    BlockHeader first = BlockHeader.genesis(data.dataHash());
    BlockHeader header = BlockHeader.of(1, first.hash(), data.dataHash());
    byte[] signer = BlockSignature.signatureHeader(orderer, new byte[24]);
    byte[] value = {};
    byte[] signature = lowS(secret.sign(BlockSignatures.signedBytes(value, signer, header)));
    BlockSignatures signatures =
        BlockSignatures.of(value, List.of(BlockSignature.ofIdentity(signer, signature)));
    byte[] raw = org.beleg.ledger.fabric.Block.of(header, data, signatures).toByteArray();
    Path block = bytes("block", raw);
    Path certificate = bytes("orderer.pem", pem);
    Path before = bytes("before", first.toByteArray());
    Object[] common = {"verify", "fabric", "block", block, "--threshold", 1, "--orderer"};
    Run.of(with(common, "OrdererMSP:" + certificate)).accepted();
    Run.of(with(common, "OrdererMSP:" + certificate, "--after", before)).accepted();
    Path itself = bytes("itself", header.toByteArray());
    Run.of(with(common, "OrdererMSP:" + certificate, "--after", itself))
        .refused("BLOCK_NUMBER_WRONG");
    Run.of(with(common, "OtherMSP:" + certificate)).refused("KEY_UNKNOWN");
    Run.of(with(common, certificate)).failed("MSP:FILE");
    Run.of(
            "verify",
            "fabric",
            "block",
            block,
            "--threshold",
            2,
            "--orderer",
            "OrdererMSP:" + certificate)
        .failed("threshold");
    assertThat(Run.of("inspect", "fabric-block", block).accepted().out())
        .contains(header.hash().toHex());
    assertThat(Run.of("inspect", "fabric-header", before).accepted().out())
        .contains(first.hash().toHex());
  }

  /** Orderers of a Byzantine fault tolerant service are named by their numbers in what they sign. */
  @Test
  void fabricBlock_ofAByzantineServiceIsSignedByItsQuorum()
      throws IOException, MalformedDataException {
    List<Object> orderers = new ArrayList<>(List.of("--byzantine"));
    List<SigningKey> secrets = new ArrayList<>();
    List<Consenter> consenters = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      SigningKey secret = SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256);
      byte[] pem = certificate(secret);
      secrets.add(secret);
      consenters.add(Consenter.numbered(i, "OrdererMSP", pem));
      orderers.add("--orderer");
      orderers.add(i + ":OrdererMSP:" + bytes("orderer" + i, pem));
    }
    BlockData data = BlockData.of(List.of(Envelope.of(new byte[] {1}, new byte[] {2})));
    BlockHeader header = BlockHeader.of(1, data.dataHash(), data.dataHash());
    List<BlockSignature> signatures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      byte[] signer = BlockSignature.identifierHeader(consenters.get(i), new byte[24]);
      byte[] signed = BlockSignatures.signedBytes(new byte[0], signer, header);
      signatures.add(BlockSignature.ofIdentifier(signer, lowS(secrets.get(i).sign(signed))));
    }
    Path block = block("block", header, data, signatures);
    Object[] trusted = orderers.toArray();
    Object[] common = {"verify", "fabric", "block", block};
    Run.of(with(common, trusted)).accepted();
    Object[] tooFew = {
      "verify", "fabric", "block", block("two", header, data, signatures.subList(0, 2))
    };
    Run.of(with(tooFew, trusted)).refused("QUORUM_NOT_REACHED");
    Run.of(with(common, with(trusted, "--threshold", 1))).failed("--threshold");
    String certificate = folder.resolve("orderer1").toString();
    for (String orderer :
        List.of("OrdererMSP:", "0:OrdererMSP:", "1::", "x:OrdererMSP:", "4294967296:O:")) {
      Run.of(with(common, "--byzantine", "--orderer", orderer + certificate)).failed("--orderer");
    }
    Run.of(with(common, "--threshold", 1, "--orderer", "OrdererMSP:" + certificate))
        .refused("KEY_UNKNOWN");
    Run.of(with(common, "--orderer", "OrdererMSP:" + certificate)).failed("--threshold");
  }

  private Path block(
      String name, BlockHeader header, BlockData data, List<BlockSignature> signatures)
      throws IOException, MalformedDataException {
    BlockSignatures all = BlockSignatures.of(new byte[0], signatures);
    return bytes(name, org.beleg.ledger.fabric.Block.of(header, data, all).toByteArray());
  }

  /** What a reader needs of a certificate; nobody signed it. */
  private static byte[] certificate(SigningKey key) {
    byte[] empty = der(0x30);
    byte[] fields = der(
        0x30,
        der(0x02, new byte[] {1}),
        empty,
        empty,
        empty,
        empty,
        key.verifyingKey().toSpki());
    byte[] der = der(0x30, fields, empty, der(0x03, new byte[] {0}));
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n")
        .getBytes(UTF_8);
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      contents.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (contents.size() >= 0x80) {
      element.write(0x81);
    }
    element.write(contents.size());
    element.writeBytes(contents.toByteArray());
    return element.toByteArray();
  }

  /** The form of a signature of P-256 that Fabric asks for: s in the lower half. */
  private static byte[] lowS(byte[] der) {
    BigInteger order =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    int rLength = der[3];
    byte[] r = Arrays.copyOfRange(der, 4, 4 + rLength);
    BigInteger s = new BigInteger(Arrays.copyOfRange(der, 6 + rLength, der.length));
    BigInteger low = s.shiftLeft(1).compareTo(order) > 0 ? order.subtract(s) : s;
    return der(0x30, der(0x02, r), der(0x02, low.toByteArray()));
  }

  // --- inspect -----------------------------------------------------------------------------------

  @Test
  void inspect_showsBitcoinsDocuments()
      throws IOException, MalformedDataException, VerificationException {
    Path header = hex("header", HEADER);
    assertThat(Run.of("inspect", "bitcoin-header", header, "--hex").accepted().out())
        .contains(BLOCK_HASH, "2009-01-03T18:15:05Z", "1d00ffff");
    Path coinbase = hex("coinbase", COINBASE);
    assertThat(Run.of("inspect", "bitcoin-transaction", coinbase, "--hex")
            .accepted()
            .out())
        .contains(TXID, "5000000000 satoshis");
    for (Path file : List.of(
        bytes("block", genesis().format()), bytes("proof", genesis().prune(0).format()))) {
      String kind = "bitcoin-" + file.getFileName();
      assertThat(Run.of("inspect", kind, file).accepted().out()).contains(BLOCK_HASH, TXID);
      JsonObject json = Run.of("inspect", kind, file, "--json").accepted().json();
      assertThat(json.getAsJsonArray("txids")).hasSize(1);
    }
    Run.of("inspect", "bitcoin-block", header, "--hex").failed("block");
    Run.of("inspect", "bitcoin", header).failed("is none of");
  }
}
