"use server";

import { changePasswordAndStay } from "@/lib/auth/change-password";
import { action } from "@/lib/http/action";
import { endOtherSessions } from "@/lib/services/sessions/end-others";
import { endOwnSession } from "@/lib/services/sessions/end-own";
import { updateProfile } from "@/lib/services/users/update-profile";

export const updateProfileAction = action(updateProfile);

export const changePasswordAction = action(changePasswordAndStay);

export const endOwnSessionAction = action(endOwnSession);

export const endOtherSessionsAction = action(endOtherSessions);
