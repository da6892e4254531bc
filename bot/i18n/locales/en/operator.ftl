notice-no-rights = I lack a right in “{ $chat }”, so something was left undone: { $right ->
    [can_delete_messages] delete messages
    [can_restrict_members] ban users
    [can_send_messages] send messages
   *[other] manage the group
 }. Please grant it in the group’s administrator settings; everything goes on from there.
notice-set-aside = An update failed three times and was set aside; nothing else is held up. Update <code>{ $update }</code>, error <code>{ $error }</code>; the log has the details.
