/** What a report shows, as records without any trace of how it is shown. */
package org.plumbline.report.model;
