package org.beleg.ledger.fabric;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.internal.protobuf.ProtoWriter;
import org.beleg.internal.text.Pem;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.testing.SeededRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/** An ordering service with real certificates and keys, always the same, and blocks that it orders. */
final class Orderers {

  private static final SignatureRules LOW_S =
      SignatureRules.of(SignatureScheme.ECDSA_P256_SHA256).withLowS();

  private final List<SigningKey> secrets = new ArrayList<>();
  private final List<Consenter> consenters = new ArrayList<>();

  Orderers(int count) {
    for (int i = 1; i <= count; i++) {
      SigningKey secret = secret(i);
      secrets.add(secret);
      consenters.add(consenter(i, secret));
    }
  }

  static SigningKey secret(int seed) {
    return SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(seed))
        .withRules(LOW_S);
  }

  static Consenter consenter(long id, SigningKey secret) {
    try {
      return Consenter.numbered(id, "Org" + id + "MSP", certificate(secret, "orderer" + id));
    } catch (MalformedDataException e) {
      return fail(e);
    }
  }

  List<Consenter> consenters() {
    return consenters;
  }

  ConsenterSet byzantine() {
    return ConsenterSet.byzantine(consenters);
  }

  // --- certificates ------------------------------------------------------------------------------

  static byte[] certificate(SigningKey secret, String name) {
    X500Name issuer = new X500Name("CN=" + name + ",O=example");
    X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(77),
        new Time(new DERUTCTime("250101000000Z")),
        new Time(new DERUTCTime("350101000000Z")),
        issuer,
        SubjectPublicKeyInfo.getInstance(secret.verifyingKey().toSpki()));
    try {
      byte[] der = builder.build(new SelfSigner(secret)).getEncoded();
      return Pem.format("CERTIFICATE", der).getBytes(StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return fail(e);
    }
  }

  private static final class SelfSigner implements ContentSigner {
    private final SigningKey secret;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    SelfSigner(SigningKey secret) {
      this.secret = secret;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public byte[] getSignature() {
      return secret.sign(content.toByteArray());
    }
  }

  // --- blocks ------------------------------------------------------------------------------------

  static Envelope envelope(String payload) {
    return Envelope.of(payload.getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3});
  }

  static BlockData data(String... payloads) {
    return BlockData.of(List.of(payloads).stream().map(Orderers::envelope).toList());
  }

  /** Headers of a channel: block i holds the payload "i". */
  static List<BlockHeader> headers(int count) {
    List<BlockHeader> headers = new ArrayList<>();
    headers.add(BlockHeader.genesis(data("0").dataHash()));
    for (int i = 1; i < count; i++) {
      headers.add(BlockHeader.of(i, headers.get(i - 1).hash(), data("" + i).dataHash()));
    }
    return headers;
  }

  /** What orderers sign with the header: the last configuration block and Raft's or SmartBFT's state. */
  static byte[] value() {
    return new ProtoWriter()
        .message(1, new ProtoWriter().number(1, 5).toByteArray())
        .bytes(2, new byte[] {9, 9})
        .toByteArray();
  }

  /** The signature of the i-th orderer, counted from 0, who names itself by its number. */
  BlockSignature sign(int i, BlockHeader header) {
    byte[] own = BlockSignature.identifierHeader(consenters.get(i), new byte[] {(byte) i, 7});
    try {
      return BlockSignature.ofIdentifier(own, sign(i, own, header));
    } catch (MalformedDataException e) {
      return fail(e);
    }
  }

  /** The signature of the i-th orderer, who names itself by its identity. */
  BlockSignature signByIdentity(int i, BlockHeader header) {
    byte[] own = BlockSignature.signatureHeader(consenters.get(i), new byte[24]);
    try {
      return BlockSignature.ofIdentity(own, sign(i, own, header));
    } catch (MalformedDataException e) {
      return fail(e);
    }
  }

  byte[] sign(int i, byte[] own, BlockHeader header) {
    return secrets.get(i).sign(BlockSignatures.signedBytes(value(), own, header));
  }

  static BlockSignatures signatures(BlockSignature... signatures) {
    try {
      return BlockSignatures.of(value(), List.of(signatures));
    } catch (MalformedDataException e) {
      return fail(e);
    }
  }
}
