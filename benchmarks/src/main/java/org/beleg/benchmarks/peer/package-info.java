/**
 * What Beleg is measured beside: other people's code, each behind the few calls that the benchmarks make.
 *
 * <p>Peers that compute a tree of another shape are compared on work per leaf: a tree of 2^k leaves has
 * 2^k - 1 inner nodes in all of them, but not the same bytes go into each.
 */
package org.beleg.benchmarks.peer;
