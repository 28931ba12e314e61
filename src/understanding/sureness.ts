/** So surely a sign is what the classifier takes it for, and not what it says elsewhere. */
export const SURE_OF_A_SIGN = 0.9;

/** A sentence beside another has to be understood this surely by itself. */
export const ENOUGH_ALONE = 0.6;
