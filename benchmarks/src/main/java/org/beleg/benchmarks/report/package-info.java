/**
 * Turns JMH's result files into tables and plots of ratios to the peers that were measured in the same
 * run. The same files give the same bytes.
 *
 * <p>{@link org.beleg.benchmarks.report.ResultFile} reads, {@link
 * org.beleg.benchmarks.report.Contender} knows who is who by the names of methods, {@link
 * org.beleg.benchmarks.report.Ratio} computes, {@link org.beleg.benchmarks.report.Markdown} and {@link
 * org.beleg.benchmarks.report.Plots} write.
 */
package org.beleg.benchmarks.report;
