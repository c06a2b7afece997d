/** What was recorded before the run, and what differs from it. */
package org.plumbline.report.regression;
