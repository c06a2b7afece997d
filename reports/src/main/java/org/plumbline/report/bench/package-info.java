/** A matrix of runs: methods on instances at targets, every run measured, and statistics over seeds. */
package org.plumbline.report.bench;
