/** Pure functions from claims, evidence and recorded expectations to the model of a report. */
package org.plumbline.report.build;
