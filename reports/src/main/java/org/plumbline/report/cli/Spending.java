package org.plumbline.report.cli;

import org.plumbline.theory.Profile;

/** What {@code --profile} chooses. */
enum Spending {
    /** Minutes. */
    QUICK(Profile.QUICK),
    /** More than an hour. */
    FULL(Profile.FULL),
    /** The quick profile on many master seeds, for how often it errs. */
    CALIBRATE(Profile.QUICK);

    private final Profile profile;

    Spending(Profile profile) {
        this.profile = profile;
    }

    /** What claims are planned for. */
    Profile profile() {
        return profile;
    }
}
