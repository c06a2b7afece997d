/**
 * The gate for changes of algorithms: what a method did when that was last recorded, against what it does now. Cases, with what
 * was recorded of them, are in one reviewed file ({@code docs/gate.md}).
 */
package org.plumbline.report.gate;
