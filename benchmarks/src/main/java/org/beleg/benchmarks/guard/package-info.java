/**
 * Measures, in about two minutes, whether Beleg still is as fast as it set out to be: {@link
 * org.beleg.benchmarks.guard.Targets} says what is compared with what and how far it may go.
 */
package org.beleg.benchmarks.guard;
