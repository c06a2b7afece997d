/** Results of cells on disk, so that an interrupted run goes on where it stopped. */
package org.plumbline.report.store;
