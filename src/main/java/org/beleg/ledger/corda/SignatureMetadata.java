package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;

/**
 * What a signer of Corda 4 signs beside the transaction's id: by which rules the node ran, and by which
 * scheme it signed. The numbers travel with the signature and are bound by it.
 *
 * @param platformVersion the version of the signer's platform, 1 or more
 * @param schemeNumber what {@link CordaScheme#number()} gives; any number can be stated, and {@link
 *     TransactionSignature#verify} refuses all but that of the key's scheme and, as members of notary
 *     clusters state it, that of {@link CordaScheme#COMPOSITE}
 */
@Immutable
public record SignatureMetadata(int platformVersion, int schemeNumber) {

  /**
   * Checks the version.
   *
   * @param platformVersion 1 or more
   * @param schemeNumber any number
   * @throws IllegalArgumentException if the version is 0 or negative
   */
  public SignatureMetadata {
    checkArgument(platformVersion >= 1, "platform version %s is not positive", platformVersion);
  }

  /**
   * The metadata of a signature by one scheme.
   *
   * @param platformVersion the version of the signer's platform, 1 or more
   * @param scheme the scheme of the signer's key
   * @return the metadata
   * @throws IllegalArgumentException if the version is 0 or negative
   */
  public static SignatureMetadata of(int platformVersion, CordaScheme scheme) {
    return new SignatureMetadata(platformVersion, scheme.number());
  }
}
