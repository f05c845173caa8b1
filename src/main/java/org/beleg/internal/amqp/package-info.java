/**
 * The few types of AMQP 1.0 that Corda's serialization is made of: a writer, no reader. What is signed is
 * made anew from values and compared by its signature, so nothing is ever read in this format.
 */
@NullMarked
package org.beleg.internal.amqp;

import org.jspecify.annotations.NullMarked;
