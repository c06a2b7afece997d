/**
 * The comparison of methods in matched units: one rule that finds the free constants of every method, runs under each
 * theorem's schedule and with constants found anew at every target, and exponents of the samples against the error that
 * was achieved.
 */
package org.plumbline.theory.panel;
