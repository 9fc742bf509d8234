// SPDX-License-Identifier: GPL-3.0-or-later
// The error codes of 'components': FETTLE_ERROR(code, English sentence). Included several times; no include guard.

FETTLE_ERROR("components.unknown", "There is no {kind:component} named \"{id}\".[[ The nearest known name is \"{nearest}\".]] If it comes from a plug-in, add the plug-in.")
FETTLE_ERROR("components.parameter_unknown", "\"{component}\" has no option \"{parameter}\".[[ The nearest known name is \"{nearest}\".]]")
FETTLE_ERROR("components.parameter_type", "The option \"{parameter}\" of \"{component}\" should be {expected:phrase}, but it is {value}.")
FETTLE_ERROR("components.parameter_range", "The option \"{parameter}\" of \"{component}\" is {value}. It must lie between {minimum} and {maximum}.")
FETTLE_ERROR("components.parameter_choice", "The option \"{parameter}\" of \"{component}\" is \"{value}\". Choose one of: {choices}.")
FETTLE_ERROR("components.encoder_state", "The stored state of \"{component}\" is not one of its own: {reason:phrase}. The model's folder may be damaged; import the model again.")
FETTLE_ERROR("components.template_inputs", "The template \"{template}\" needs {expected:phrase}, but the data gives {got:phrase}. Choose another template.")
FETTLE_ERROR("components.template_heads", "The template \"{template}\" does not know what to predict: the task named no output. Choose what to predict first.")
FETTLE_ERROR("components.template_per_token", "The template \"{template}\" gives one answer for a whole text and cannot mark parts of it. Choose \"bilstm\", \"transformer\" or a pretrained model.")
FETTLE_ERROR("components.template_embedding", "The template \"{template}\" does not read texts and cannot find the matching one. Choose a template for texts.")
FETTLE_ERROR("components.task_target", "Column \"{field}\" can't be predicted this way: the task needs a {expected:kind}. Choose another task or change the column's kind.")
FETTLE_ERROR("components.task_one_class", "Column \"{field}\" has only one class in the training set, \"{class}\". There is nothing to tell apart; add examples of another class.")
FETTLE_ERROR("components.task_no_target", "Nothing to predict: choose the column that the model should learn.")
FETTLE_ERROR("components.task_state", "This model's file is damaged: what it says of its task can't be used.")
FETTLE_ERROR("components.text_too_long", "Texts of {got} tokens are too long for \"{model}\", which takes {expected} at most. Choose a smaller longest text.")
