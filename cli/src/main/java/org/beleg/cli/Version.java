package org.beleg.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest states, and the Java that runs it. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "beleg " + (version == null ? "(unpackaged)" : version) + ", Java " + Runtime.version()
    };
  }
}
