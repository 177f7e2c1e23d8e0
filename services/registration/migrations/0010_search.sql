-- What registrations and organisations are found by, written by domain/searching.py: without accents and capitals.

ALTER TABLE registrations ADD COLUMN search text NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN search text NOT NULL DEFAULT '';
ALTER TABLE organisation_names ADD COLUMN search text NOT NULL DEFAULT '';

-- The same as `searchable`, for what stands already; whatever the collation of the database is.
CREATE FUNCTION searchable(given text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT translate(
        lower(
            replace(replace(replace(replace(replace(replace(replace(replace(
                normalize(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g'), NFC),
                'Æ', 'ae'), 'æ', 'ae'), 'Œ', 'oe'), 'œ', 'oe'), 'Þ', 'th'), 'þ', 'th'), 'ß', 'ss'), 'ẞ', 'ss')
        ),
        'ÐØĐĦŁŊŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςϏϘϚϜϞϠϷϺϽϾ'
        || 'ϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀ'
        || 'ԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖøłđðħŧıỺỼỾ',
        'dodhlŋtɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδεζηθικλμνξοπρστυφχψωσϗϙϛϝϟϡϸϻͻͼ'
        || 'ͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁ'
        || 'ԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆolddhtiỻỽỿ'
    )
$$;
UPDATE registrations SET search = searchable(concat_ws(
    E'\n', participant ->> 'name', participant ->> 'native_name', participant ->> 'email', participant ->> 'organisation'
)) WHERE forgotten_at IS NULL;
UPDATE organisations SET search = searchable(
    concat_ws(E'\n', name, native_name, city, array_to_string(aliases, E'\n'))
);
UPDATE organisation_names SET search = searchable(folded);
DROP FUNCTION searchable(text);
