# Why a text counts as an advertisement

spam-reason-words = “{ $original }”
spam-reason-disguised = “{ $original }” reads as “{ $reading }”
spam-reason-invite = a link into Telegram or another messenger
spam-reason-link = a link
spam-reason-contact = a way to be reached with a handle or a number
spam-reason-handle = an @handle
spam-reason-phone = a phone number
spam-reason-pointing = sends people to a profile or to private messages
spam-reason-earning = promises earnings
spam-reason-split_number = a number in pieces
spam-reason-number = a long number
spam-reason-code = letters and digits like a handle
spam-reason-fancy = letters or digits in unusual shapes
spam-reason-invisible = hidden characters
spam-reason-spaced = characters kept apart
spam-reason-name = the author’s name advertises
spam-reason-bio = the author’s bio advertises
spam-reason-trusted = the author has been writing here for a while
