/**
 * Rules that turn measurements into verdicts. A rule is a record of its numbers, fixed before the run; its
 * {@code describe()} stands in the report before the evidence, and deciding is a pure function of rule and data.
 */
package org.plumbline.theory.judge;
