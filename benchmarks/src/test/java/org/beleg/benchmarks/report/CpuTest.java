package org.beleg.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTest {

  private static Cpu amd(int family, int model, String flags) {
    return Cpu.parse(
        List.of(
            "vendor_id\t: AuthenticAMD",
            "cpu family\t: " + family,
            "model\t\t: " + model,
            "model name\t: AMD EPYC something",
            "flags\t\t: " + flags,
            "cpu family\t: 1"),
        "amd64");
  }

  @Test
  void slug_namesFamilyAndVectors() {
    assertThat(amd(25, 17, "sse avx2 avx512f sha_ni sse").slug()).isEqualTo("zen4-avx512");
    assertThat(amd(25, 97, "avx2 avx512f").slug()).isEqualTo("zen4-avx512");
    assertThat(amd(25, 1, "avx2").slug()).isEqualTo("zen3-avx2");
    assertThat(amd(23, 49, "avx2").slug()).isEqualTo("zen2-avx2");
    assertThat(amd(26, 2, "avx2 avx512f").slug()).isEqualTo("zen5-avx512");
    assertThat(amd(99, 2, "sse2").slug()).isEqualTo("x86-sse");
  }

  @Test
  void intel_isXeonOrNot() {
    List<String> info = List.of(
        "vendor_id : GenuineIntel", "model name : Intel(R) Xeon(R) Processor", "flags : avx512f");
    assertThat(Cpu.parse(info, "amd64").slug()).isEqualTo("xeon-avx512");
    assertThat(Cpu.parse(info, "amd64").sha()).isFalse();
    assertThat(Cpu.parse(info.subList(0, 1), "amd64").slug()).isEqualTo("intel-sse");
  }

  @Test
  void otherMachines_areNamedByArchitecture() {
    assertThat(Cpu.parse(List.of("Features : fp asimd sha2 sve"), "aarch64").slug())
        .isEqualTo("aarch64-sve");
    assertThat(Cpu.parse(List.of(), "apple").slug()).isEqualTo("apple-neon");
    assertThat(Cpu.parse(List.of("not a line of it"), "riscv64").slug()).isEqualTo("riscv64");
  }
}
